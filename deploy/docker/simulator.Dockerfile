# Built from the repository's root, with the jar that ./mvnw package makes. To try things out, never to deploy.
FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 phoneproof \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin phoneproof
WORKDIR /app
COPY tools/infobip-simulator/target/infobip-simulator.jar ./
USER 10001:10001
# Inside the container, where 127.0.0.1 could be reached by nobody else. Publish the port on 127.0.0.1 only.
ENV SIMULATOR_ADDRESS=0.0.0.0
EXPOSE 8089
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "infobip-simulator.jar"]

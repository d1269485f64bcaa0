# Built from the repository's root, with the jar that ./mvnw package makes.
FROM eclipse-temurin:25-jre AS layers
WORKDIR /build
COPY otp-worker/target/otp-worker.jar .
RUN java -Djarmode=tools -jar otp-worker.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 phoneproof \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin phoneproof
WORKDIR /app
# What changes least comes first, so that a new build of ours replaces the last, small layer alone.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
USER 10001:10001
EXPOSE 8083
# No shell before it, so that SIGTERM reaches the JVM. After OutOfMemoryError nothing can be promised: start again.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "otp-worker.jar"]

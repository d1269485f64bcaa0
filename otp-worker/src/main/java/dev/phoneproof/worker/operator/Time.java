package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** RFC 3339 in UTC, always with milliseconds. */
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonFormat(
    shape = JsonFormat.Shape.STRING,
    pattern = "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'",
    timezone = "UTC")
@interface Time {}

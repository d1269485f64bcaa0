/** The one switch that gives tests a real Kafka and a real PostgreSQL, with or without Docker. */
@NullMarked
package dev.phoneproof.testservers;

import org.jspecify.annotations.NullMarked;

/** A real PostgreSQL server from the Maven binaries, in processes of its own. */
@NullMarked
package dev.phoneproof.localstack.postgres;

import org.jspecify.annotations.NullMarked;

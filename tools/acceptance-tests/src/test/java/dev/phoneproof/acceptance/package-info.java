/** What PhoneProof promises, tried from outside on the packaged applications. */
@NullMarked
package dev.phoneproof.acceptance;

import org.jspecify.annotations.NullMarked;

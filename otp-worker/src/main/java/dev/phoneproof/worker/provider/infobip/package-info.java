/** The port's adapter to Infobip 2FA. */
@NullMarked
package dev.phoneproof.worker.provider.infobip;

import org.jspecify.annotations.NullMarked;

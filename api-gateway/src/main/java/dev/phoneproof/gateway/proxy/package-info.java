/** What the proxies before the gateway say of a request: believed from the configured ones only. */
@NullMarked
package dev.phoneproof.gateway.proxy;

import org.jspecify.annotations.NullMarked;

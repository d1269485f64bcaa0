package dev.phoneproof.localstack.supervision;

import dev.phoneproof.localstack.process.ChildProcess;

/**
 * A part that is ready.
 *
 * @param address what others connect to
 * @param stop stops it and returns when it is gone
 */
public record RunningPart(ChildProcess process, String address, Runnable stop) {}

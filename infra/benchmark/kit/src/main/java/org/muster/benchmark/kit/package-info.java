/**
 * The work, the load and the measuring that every runner shares. A runner is a process of its own that the suite drives by
 * lines on standard input ({@link org.muster.benchmark.kit.RunnerProcess}); it measures itself, in its own process.
 */
package org.muster.benchmark.kit;

/** The work, the load and the measuring that all runners share. A runner is a process that measures itself and ends. */
package org.muster.benchmark.kit;

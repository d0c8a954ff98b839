/** The stack of the command side's HTTP door with nothing behind it. */
package org.muster.benchmark.echo;

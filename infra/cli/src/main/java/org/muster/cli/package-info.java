/** The command line: what people and scripts do with a running Muster, over its public doors only. */
package org.muster.cli;

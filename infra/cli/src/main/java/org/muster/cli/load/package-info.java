/** Imports a file: its lines as commands, their outcomes, and how to go on after a break. */
package org.muster.cli.load;

/** The HTTP face of the command intake, and the one place where outcomes become status codes. */
package org.muster.commandside.adapter.http;

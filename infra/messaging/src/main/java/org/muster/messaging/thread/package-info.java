/** Threads that work until they are closed. For this module only. */
package org.muster.messaging.thread;

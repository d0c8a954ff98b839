/** What is applied, and whether anything was skipped. */
package org.muster.messaging.progress;

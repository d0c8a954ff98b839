/** What a door let in and what it refused, recorded for auditors. */
package org.muster.web.journal;

/**
 * Loads the history through the public bulk intake, as any integrating system would, and resumes after a kill at any
 * point.
 */
package org.muster.local.load;

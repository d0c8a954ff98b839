/** What one caller and one address can take of a door, and the guard in front of everything. */
package org.muster.web.limits;

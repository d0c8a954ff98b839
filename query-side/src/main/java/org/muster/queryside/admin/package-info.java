/** For administrators: projections, what they could not take in, and rebuilds. */
package org.muster.queryside.admin;

/** The query side: projections, reports, page. It never knows the command side nor the event store. */
package org.muster.queryside;

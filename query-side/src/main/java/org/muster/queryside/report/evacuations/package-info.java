/** Security accountability: who is where under an order of evacuation. */
package org.muster.queryside.report.evacuations;

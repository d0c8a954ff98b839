/** Who served where. */
package org.muster.queryside.readmodel.assignments;

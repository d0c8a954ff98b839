/** Average incumbency and vacancy rate by budget period. */
package org.muster.queryside.report.incumbency;

/** Contracts and mandates about to end. */
package org.muster.queryside.report.ends;

/** The register of missions, and the record of one. */
package org.muster.queryside.report.missionregister;

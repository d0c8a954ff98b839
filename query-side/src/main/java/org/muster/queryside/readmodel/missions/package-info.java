/** The register of missions: phases, mandates, successors, duty stations, authorized strength. */
package org.muster.queryside.readmodel.missions;

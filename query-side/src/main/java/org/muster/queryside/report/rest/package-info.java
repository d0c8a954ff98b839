/** Rest and recuperation that is due. */
package org.muster.queryside.report.rest;

/** Gender, nationality and region, without cells that could tell who somebody is. */
package org.muster.queryside.report.demographics;

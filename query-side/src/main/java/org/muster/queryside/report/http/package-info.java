/** Reports over HTTP: addresses, parameters, tags, the document. All of it follows from what a report says of itself. */
package org.muster.queryside.report.http;

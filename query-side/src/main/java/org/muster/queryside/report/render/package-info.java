/** The forms of an answer: JSON, CSV, XLSX, NDJSON. */
package org.muster.queryside.report.render;

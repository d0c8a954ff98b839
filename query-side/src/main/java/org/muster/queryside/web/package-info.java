/** The edge: what every endpoint shares. Strict parameters, problems, reading one's own writes, CSV, security. */
package org.muster.queryside.web;

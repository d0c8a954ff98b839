/** What both HTTP doors share; neither writes its own. */
package org.muster.web;

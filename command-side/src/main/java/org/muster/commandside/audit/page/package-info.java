/** The history of one mission, volunteer or assignment as a page for people. */
package org.muster.commandside.audit.page;

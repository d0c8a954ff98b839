/** What the page needs beside its files. */
package org.muster.queryside.page;

/** What surrounds service: requested posts, absences, evacuations, and the policies that bound it. */
package org.muster.queryside.readmodel.service;

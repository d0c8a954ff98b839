package org.muster.web.journal;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What shows the journal of a door. */
@Configuration(proxyBeanMethods = false)
@Import(DoorJournalController.class)
public class JournalConfiguration {}

package org.muster.web.openapi;

/**
 * What a side says about itself in its OpenAPI document.
 *
 * @param title for instance "Muster: reports"
 * @param description a sentence or two
 */
public record ApiDescription(String title, String description) {}

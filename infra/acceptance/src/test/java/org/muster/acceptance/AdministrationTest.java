package org.muster.acceptance;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo administrator administers Muster with one click; the demo viewer is not shown the panel. */
@ExtendWith(RunningApplication.class)
class AdministrationTest {

    private final Application application;

    AdministrationTest(Application application) {
        this.application = application;
    }

    @Test
    @DisplayName("the demo administrator sees the read models and rebuilds one")
    void the_demo_administrator_rebuilds_a_read_model() {
        DashboardPage.inBrowser(application, page -> {
            page.signInAsDemoAdministrator();
            page.showsReadModelsToRebuild();
            page.rebuilds("missions");
        });
    }

    @Test
    @DisplayName("the demo viewer sees no read models, and the link asks them to sign in as administrator")
    void the_demo_viewer_does_not() {
        DashboardPage.inBrowser(application, page -> {
            page.signInAsDemoViewer();
            page.showsNoReadModels();
            page.becomeAdministratorByTheLink();
            page.showsReadModelsToRebuild();
        });
    }
}

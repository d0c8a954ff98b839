package org.muster.acceptance;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who runs Muster locally administers it with one click, and who only views is not shown how. */
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
    @DisplayName("the demo viewer sees none, and is asked to be the administrator when they want to")
    void the_demo_viewer_does_not() {
        DashboardPage.inBrowser(application, page -> {
            page.signInAsDemoViewer();
            page.showsNoReadModels();
            page.becomeAdministratorByTheLink();
            page.showsReadModelsToRebuild();
        });
    }
}

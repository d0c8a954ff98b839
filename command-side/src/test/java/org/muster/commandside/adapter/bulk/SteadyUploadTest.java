package org.muster.commandside.adapter.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which uploads hold a place without using it. */
class SteadyUploadTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void one_byte_now_and_then_is_no_upload() throws IOException {
        SteadyUpload upload = upload(1, Duration.ofSeconds(45));
        upload.read();

        assertThatThrownBy(upload::read).isInstanceOf(SlowUploadException.class);
    }

    @Test
    void a_pause_is_none_of_the_client_s_while_the_server_works() throws IOException {
        SteadyUpload upload = upload(1, Duration.ofMillis(1));
        for (int n = 0; n < 1_000; n++) {
            assertThat(upload.read()).isZero();
            now.addAndGet(Duration.ofSeconds(45).toNanos());
        }
    }

    @Test
    void a_slow_line_is_an_upload() throws IOException {
        SteadyUpload upload = upload(300, Duration.ofSeconds(10));
        byte[] bytes = new byte[300];
        for (int n = 0; n < 100; n++) {
            assertThat(upload.read(bytes, 0, 300)).isEqualTo(300);
        }
    }

    /** A client that sends so many bytes each time, after waiting so long. */
    private SteadyUpload upload(int bytes, Duration wait) {
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now.addAndGet(wait.toNanos());
                return Math.min(bytes, length);
            }
        };
        return new SteadyUpload(slow, now::get);
    }
}

package org.muster.queryside.report.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.queryside.report.render.Form;
import org.muster.queryside.report.render.Rendered;

/** An answer that was read, for one caller or for all who waited for it: for them each form is written once, too. */
final class ReadAnswer {

    private final Rendered rendered;
    private final boolean isShared;
    private final Map<Form, byte[]> written = new ConcurrentHashMap<>();

    ReadAnswer(Rendered rendered, boolean isShared) {
        this.rendered = rendered;
        this.isShared = isShared;
    }

    Rendered rendered() {
        return rendered;
    }

    void write(Form form, OutputStream out) throws IOException {
        if (isShared) {
            out.write(written.computeIfAbsent(form, this::bytes));
        } else {
            form.write(rendered, out);
        }
    }

    private byte[] bytes(Form form) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            form.write(rendered, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

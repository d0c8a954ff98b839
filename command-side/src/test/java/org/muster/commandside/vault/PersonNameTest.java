package org.muster.commandside.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "Łukasz Testowy, Lukasz Testowy",
        "Jørgen Prøve, Jorgen Prove",
        "Đorđe Proba, Dorde Proba",
        "STRAẞE Müßig, strasse mussig",
        "Ångström Þór, angstrom thor",
        "İnci Işık, inci isik",
        "Юлия Пробная, Юлия ПРОБНАЯ",
        "Γιώργος Δοκιμή, ΓΙΩΡΓΟΣ ΔΟΚΙΜΗ",
        "محمد تجربة, مُحَمَّد تجربة",
        "Ｔａｒｏ Ｔｅｓｔ, Taro Test",
        "たろう テスト, タロウ てすと",
        "O’Neil-Test, O'Neil Test"
    })
    void spellings_of_one_name_are_equal(String one, String other) {
        assertThat(PersonName.normalized(one))
                .isEqualTo(PersonName.normalized(other))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"Пётр Пробнов, Petr Probnov", "Γιώργος, Giorgos", "李 小龙, Li Xiaolong"})
    void scripts_meet_in_latin_letters(String one, String latin) {
        assertThat(PersonName.normalized(one).replace(" ", ""))
                .isEqualToIgnoringCase(PersonName.normalized(latin).replace(" ", ""));
    }

    @Test
    void other_names_stay_apart() {
        assertThat(PersonName.normalized("Ana Test")).isNotEqualTo(PersonName.normalized("Anna Test"));
        assertThat(PersonName.normalized("Юлия")).isNotEqualTo(PersonName.normalized("Юрий"));
        assertThat(PersonName.normalized("Test Ana")).isNotEqualTo(PersonName.normalized("Ana Test"));
    }
}

package dev.understudy.data.sample;

import java.util.List;

/**
 * Where customers are. There are few enough of each kind for the catalogue to list them all.
 *
 * @param region the part of Europe
 */
record SamplePlace(String city, String country, String region) {
    static final List<SamplePlace> ALL =
            List.of(
                    new SamplePlace("Berlin", "Germany", "Central Europe"),
                    new SamplePlace("Hamburg", "Germany", "Central Europe"),
                    new SamplePlace("Munich", "Germany", "Central Europe"),
                    new SamplePlace("Vienna", "Austria", "Central Europe"),
                    new SamplePlace("Graz", "Austria", "Central Europe"),
                    new SamplePlace("Warsaw", "Poland", "Central Europe"),
                    new SamplePlace("Krakow", "Poland", "Central Europe"),
                    new SamplePlace("Paris", "France", "Western Europe"),
                    new SamplePlace("Lyon", "France", "Western Europe"),
                    new SamplePlace("Amsterdam", "Netherlands", "Western Europe"),
                    new SamplePlace("Utrecht", "Netherlands", "Western Europe"),
                    new SamplePlace("Brussels", "Belgium", "Western Europe"),
                    new SamplePlace("Dublin", "Ireland", "Western Europe"),
                    new SamplePlace("Stockholm", "Sweden", "Northern Europe"),
                    new SamplePlace("Malmo", "Sweden", "Northern Europe"),
                    new SamplePlace("Copenhagen", "Denmark", "Northern Europe"),
                    new SamplePlace("Aarhus", "Denmark", "Northern Europe"),
                    new SamplePlace("Helsinki", "Finland", "Northern Europe"),
                    new SamplePlace("Madrid", "Spain", "Southern Europe"),
                    new SamplePlace("Valencia", "Spain", "Southern Europe"),
                    new SamplePlace("Milan", "Italy", "Southern Europe"),
                    new SamplePlace("Bologna", "Italy", "Southern Europe"),
                    new SamplePlace("Lisbon", "Portugal", "Southern Europe"),
                    new SamplePlace("Porto", "Portugal", "Southern Europe"));
}

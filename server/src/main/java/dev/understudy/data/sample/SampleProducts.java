package dev.understudy.data.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the shop sells: six categories of ten products. */
final class SampleProducts {
    private static final String RANGE =
            """
            Coffee and Tea: House Blend Coffee 1 kg 18.90, Espresso Beans 1 kg 21.50, Decaf Coffee 500 g 12.40,\
             Filter Papers 200 pcs 6.20, Green Tea 250 g 9.80, Black Tea 250 g 8.90, Herbal Tea Box 11.60,\
             Drinking Chocolate 1 kg 14.70, Milk Frother 49.00, Hand Grinder 59.50
            Kitchenware: Chef Knife 20 cm 64.00, Bread Knife 38.50, Cutting Board Oak 29.90, Stock Pot 10 l 79.00,\
             Frying Pan 28 cm 45.50, Mixing Bowl Set 33.00, Measuring Jug 12.90, Baking Tray 16.80,\
             Kitchen Scale 39.90, Whisk 9.40
            Tableware: Dinner Plate Set 54.00, Soup Bowl Set 42.00, Espresso Cup Set 36.50, Tea Pot 31.90,\
             Water Glass Set 24.60, Wine Glass Set 39.80, Cutlery Set 24 pcs 89.00, Serving Platter 27.40,\
             Sugar Bowl 11.20, Table Runner 22.30
            Furniture: Bistro Table 189.00, Bistro Chair 95.00, Bar Stool 119.00, Bookshelf 249.00, Writing Desk 329.00,\
             Desk Chair 279.00, Coat Stand 84.00, Side Table 99.00, Bench 210.00, Folding Chair 45.00
            Lighting: Desk Lamp 69.00, Floor Lamp 149.00, Pendant Lamp 112.00, Wall Lamp 78.50, Table Lamp 59.90,\
             String Lights 34.50, LED Bulb 3-Pack 13.90, Spotlight Set 88.00, Lantern 26.70, Night Light 15.40
            Office Supplies: Copy Paper 2500 Sheets 28.50, Notebook A5 7.90, Ballpoint Pens 20 pcs 11.80,\
             Ring Binder 4.60, Document Tray 17.20, Whiteboard 74.00, Marker Set 13.50, Paper Shredder 139.00,\
             Stapler 10.90, Envelopes 500 pcs 21.30
            """;

    private final List<String> categories = new ArrayList<>();
    private final List<SampleProduct> products = new ArrayList<>();

    SampleProducts() {
        RANGE.lines().forEach(this::category);
    }

    private void category(String line) {
        int colon = line.indexOf(':');
        categories.add(line.substring(0, colon));
        for (String priced : line.substring(colon + 1).split(",", -1)) {
            products.add(product(priced.strip()));
        }
    }

    private SampleProduct product(String priced) {
        int space = priced.lastIndexOf(' ');
        int cents = new BigDecimal(priced.substring(space + 1)).movePointRight(2).intValueExact();
        return new SampleProduct(
                products.size() + 1, priced.substring(0, space), categories.size(), cents);
    }

    List<String> categories() {
        return categories;
    }

    List<SampleProduct> all() {
        return products;
    }
}

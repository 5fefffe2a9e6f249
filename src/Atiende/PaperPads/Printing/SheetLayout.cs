using Atiende.Procedures.Language;
using Atiende.Shell.Parts;

namespace Atiende.PaperPads.Printing;

/// <summary>
/// Where everything stands on a printed sheet, in millimetres of an A4 page: the same for who prints it and for who looks for its ticks in a photograph.
/// </summary>
internal sealed record SheetLayout(IReadOnlyList<SheetField> Fields)
{
    /// <summary>The paper's width.</summary>
    public const double PageWidth = 210;

    /// <summary>The paper's height.</summary>
    public const double PageHeight = 297;

    /// <summary>Where the code at the top stands, and its side.</summary>
    public static readonly SheetBox TopCode = new("", 172, 10, 26);

    /// <summary>Where the code at the bottom stands.</summary>
    public static readonly SheetBox BottomCode = new("", 12, 263, 22);

    /// <summary>The marks in the two corners that have no code, by which a photograph is laid straight: as the squares of a code.</summary>
    public static readonly SheetBox TopMark = new("", 5, 4, 5.6);

    /// <summary>The mark at the bottom, right.</summary>
    public static readonly SheetBox BottomMark = new("", 199.4, 287.4, 5.6);

    /// <summary>Side of a box to tick.</summary>
    public const double TickSide = 4;

    private const double Left = 12;
    private const double Right = 198;
    private const double Top = 42;
    private const double Bottom = 259;
    private const double Column = (Right - Left) / Columns;
    private const int Columns = 12;
    private const int Third = 4;
    private const double TextHeight = 11.5;
    private const double LabelHeight = 5;
    private const double LineHeight = 6.2;
    private const double LongLeast = 30;

    // Liberation Sans at 8.5 pt: a letter is so wide on average, and a box with its gaps takes so much.
    private const double Letter = 1.62;
    private const double BoxAndGaps = 9;

    // More choices than that are written, not ticked.
    private const int TicksMost = 12;

    /// <summary>The layout of a form.</summary>
    /// <param name="fields">Its fields, in order.</param>
    /// <param name="filled">Those that are printed with their value.</param>
    /// <param name="choices">A field's choices.</param>
    public static SheetLayout Of(IReadOnlyList<Field> fields, Func<Field, bool> filled, Func<Field, IReadOnlyList<FieldChoice>> choices)
    {
        var (top, last) = (fields.Where(f => !IsAtTheEnd(f)).ToList(), fields.Where(IsAtTheEnd).ToList());
        var placed = new List<SheetField>();
        var (y, used, height) = (Top, 0, 0.0);
        foreach (var field in top)
        {
            var ticks = filled(field) ? [] : Ticks(field, choices);
            var span = filled(field) ? Third : SpanOf(field, ticks);
            if (used + span > Columns) NextRow();
            var box = Place(field, ticks, Left + (used * Column), y, span * Column) with { Filled = filled(field) };
            placed.Add(box);
            used += span;
            height = Math.Max(height, box.Height);
        }

        NextRow();
        Fill(placed, y);
        placed.AddRange(AtTheEnd(last));
        return new(placed);

        // A row is as wide as the page: its last field takes what is left.
        void NextRow()
        {
            if (placed.Count > 0 && used is > 0 and < Columns) placed[^1] = placed[^1] with { Width = Right - placed[^1].X };
            (y, used, height) = (y + height, 0, 0);
        }
    }

    // What was left free becomes room to write in.
    private static void Fill(List<SheetField> placed, double end)
    {
        var at = placed.FindLastIndex(f => f.Field.Type is FieldKind.LongText);
        if (at < 0 || end >= Bottom) return;

        var more = Bottom - end;
        for (var below = at + 1; below < placed.Count; below++) placed[below] = placed[below].Down(more);
        placed[at] = placed[at] with { Height = placed[at].Height + more };
    }

    private static IEnumerable<SheetField> AtTheEnd(IReadOnlyList<Field> last)
    {
        var left = BottomCode.X + BottomCode.Side + 6;
        var width = (Right - left) / Math.Max(1, last.Count);
        return last.Select((field, index) => new SheetField(field, left + (index * width), BottomCode.Y, width, BottomCode.Side, []));
    }

    // Date and signature stand beside the lower code, where people sign.
    private static bool IsAtTheEnd(Field field) => field.Type is FieldKind.YesNo || (field.Type is FieldKind.Date && !field.Personal);

    private static IReadOnlyList<FieldChoice> Ticks(Field field, Func<Field, IReadOnlyList<FieldChoice>> choices) =>
        field.Type is FieldKind.Choice or FieldKind.Choices && choices(field) is { Count: > 0 and <= TicksMost } few ? few : [];

    private static int SpanOf(Field field, IReadOnlyList<FieldChoice> ticks) => field.Type switch
    {
        FieldKind.Choice or FieldKind.Choices when ticks.Count > 0 => ticks.Sum(WidthOf) <= Third * Column ? Third : Columns,
        FieldKind.Telephone or FieldKind.Identity or FieldKind.Date or FieldKind.Digits or FieldKind.Integer or FieldKind.Choice => Third,
        FieldKind.Email => Columns - Third,
        _ => Columns,
    };

    private static SheetField Place(Field field, IReadOnlyList<FieldChoice> ticks, double x, double y, double width)
    {
        if (ticks.Count == 0) return new(field, x, y, width, field.Type is FieldKind.LongText ? LongLeast : TextHeight, []);

        var boxes = new List<SheetBox>();
        var (at, line) = (0.0, 0);
        foreach (var choice in ticks)
        {
            if (at > 0 && at + WidthOf(choice) > width) (at, line) = (0, line + 1);
            boxes.Add(new(choice.Label, x + 2 + at, y + LabelHeight + (line * LineHeight), TickSide));
            at += WidthOf(choice);
        }

        return new(field, x, y, width, Math.Max(TextHeight, LabelHeight + ((line + 1) * LineHeight)), boxes);
    }

    private static double WidthOf(FieldChoice choice) => BoxAndGaps + (choice.Label.Length * Letter);
}

/// <summary>A field on its sheet, in millimetres from the page's upper left corner.</summary>
internal sealed record SheetField(Field Field, double X, double Y, double Width, double Height, IReadOnlyList<SheetBox> Boxes)
{
    /// <summary>Whether its value is printed: there is nothing to be read that is not known.</summary>
    public bool Filled { get; init; }

    /// <summary>The same, further down.</summary>
    public SheetField Down(double by) => this with { Y = Y + by, Boxes = [.. Boxes.Select(b => b with { Y = b.Y + by })] };
}

/// <summary>A square on a sheet, in millimetres: a box to tick with what it stands for, or a code.</summary>
internal sealed record SheetBox(string Value, double X, double Y, double Side);

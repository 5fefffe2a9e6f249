namespace Atiende.Values.Fields;

/// <summary>What kind of value a field takes, and so how what is typed is read.</summary>
public enum FieldType
{
    /// <summary>One line of text.</summary>
    Text,
    /// <summary>Text of several lines.</summary>
    LongText,
    /// <summary>A number, with decimals or without.</summary>
    Number,
    /// <summary>Money: at most two decimals; a currency sign before it is forgiven.</summary>
    Amount,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A date; the value is ISO text: 2026-05-04.</summary>
    Date,
    /// <summary>A time of day; the value is ISO text: 14:30:00.</summary>
    Time,
    /// <summary>A date and time of the wall clock; the value is ISO text: 2026-05-04T14:30:00.</summary>
    DateTime,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>One of the options; the value is its key.</summary>
    Choice,
    /// <summary>Some of the options; the value is the list of keys, in the options' order.</summary>
    Choices,
    /// <summary>An identity document; the value is its normalised number.</summary>
    Identity,
    /// <summary>A telephone; the value is its key.</summary>
    Telephone,
    /// <summary>A mail address; the value is its key.</summary>
    Email,
    /// <summary>A file; the value is the id under which it was stored.</summary>
    File,
    /// <summary>A table: the text is a JSON array of objects, one value a column.</summary>
    Rows,
    /// <summary>What a caller keys in: digits, * and #.</summary>
    Digits,
}

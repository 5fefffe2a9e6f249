using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Atiende.Storage;

/// <summary>
/// In queries, the text of a part of a JSON column: <c>rows.GroupBy(db.PartOf((Case c) => c.Fields, "region"))</c>. No index serves it, so
/// something else must have made the rows few.
/// </summary>
public static class JsonParts
{
    private static readonly MethodInfo Function = typeof(JsonParts).GetMethod(nameof(Text), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The text of a part of a JSON object; null where it has none.</summary>
    /// <param name="db">The database, for the two engines write a part's name differently.</param>
    /// <param name="column">The column, stored with <see cref="JsonColumns.HasJson"/>.</param>
    /// <param name="part">The part's name, of a pack, never of a request.</param>
    public static Expression<Func<TRow, string?>> PartOf<TRow, TJson>(this Db db, Expression<Func<TRow, TJson>> column, string part)
    {
        var text = Expression.Convert(Expression.Convert(column.Body, typeof(object)), typeof(string));
        var name = Expression.Constant(db.Database.IsSqlite() ? $"$.\"{part}\"" : part);
        return Expression.Lambda<Func<TRow, string?>>(Expression.Call(Function, text, name), column.Parameters);
    }

    /// <summary>Whether a part is one of these.</summary>
    public static Expression<Func<TRow, bool>> PartIsOneOf<TRow, TJson>(this Db db, Expression<Func<TRow, TJson>> column, string part, IReadOnlyList<string> values)
    {
        var held = db.PartOf(column, part);
        Expression<Func<IEnumerable<string?>>> wanted = () => values; // A parameter of the query, not a part of its text.
        var among = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], wanted.Body, held.Body);
        return Expression.Lambda<Func<TRow, bool>>(among, held.Parameters);
    }

    internal static void Map(ModelBuilder builder, bool isSqlite) => builder.HasDbFunction(Function).HasTranslation(arguments =>
        new SqlFunctionExpression(isSqlite ? "json_extract" : "jsonb_extract_path_text", [Bare(arguments[0]), arguments[1]],
            nullable: true, argumentsPropagateNullability: [true, false], typeof(string), arguments[1].TypeMapping));

    // The column as it is stored, without the casts that made it a text to the compiler.
    private static SqlExpression Bare(SqlExpression json) => json is SqlUnaryExpression { OperatorType: ExpressionType.Convert } cast ? Bare(cast.Operand) : json;

    private static string? Text(string json, string part) => throw new InvalidOperationException($"'{part}' of {json.Length} characters of JSON is asked for in queries alone.");
}

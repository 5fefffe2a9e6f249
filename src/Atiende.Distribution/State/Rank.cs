using System.Runtime.InteropServices;

namespace Atiende.Distribution.State;

/// <summary>A place in an order: by the first, then the second, then the third; nobody shares one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rank(long First, long Second, int Third) : IComparable<Rank>
{
    public int CompareTo(Rank other)
    {
        if (First != other.First) return First < other.First ? -1 : 1;
        if (Second != other.Second) return Second < other.Second ? -1 : 1;
        return Third.CompareTo(other.Third);
    }

    public static bool operator <(Rank one, Rank other) => one.CompareTo(other) < 0;

    public static bool operator >(Rank one, Rank other) => one.CompareTo(other) > 0;

    public static bool operator <=(Rank one, Rank other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Rank one, Rank other) => one.CompareTo(other) >= 0;
}

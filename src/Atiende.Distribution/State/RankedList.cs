using System.Runtime.InteropServices;

namespace Atiende.Distribution.State;

/// <summary>
/// Items in order of rank, in pieces of at most <see cref="Most"/>: adding, taking away, the first one and the position of any cost little among ten
/// thousand, and nothing is allocated in the steady state.
/// </summary>
internal sealed class RankedList<T>
    where T : class
{
    private const int Most = 128;

    private readonly List<Piece> _pieces = [new()];

    public int Count { get; private set; }

    public T? First => Count == 0 ? null : _pieces[0].Items[0];

    public void Add(Rank rank, T item)
    {
        var at = PieceOf(rank);
        var piece = _pieces[at];
        if (piece.Count == Most)
        {
            var upper = piece.Split();
            _pieces.Insert(at + 1, upper);
            if (rank.CompareTo(upper.Ranks[0]) > 0) piece = upper;
        }

        piece.Insert(rank, item);
        Count++;
    }

    /// <summary>Takes away what has this rank; false where nothing has it.</summary>
    public bool Remove(Rank rank)
    {
        var at = PieceOf(rank);
        var piece = _pieces[at];
        var index = piece.IndexOf(rank);
        if (index < 0) return false;

        piece.RemoveAt(index);
        if (piece.Count == 0 && _pieces.Count > 1) _pieces.RemoveAt(at);
        Count--;
        return true;
    }

    /// <summary>How many come before this rank.</summary>
    public int Position(Rank rank)
    {
        var at = PieceOf(rank);
        var before = 0;
        for (var i = 0; i < at; i++) before += _pieces[i].Count;
        var index = _pieces[at].IndexOf(rank);
        return before + (index < 0 ? ~index : index);
    }

    public Enumerator GetEnumerator() => new(this);

    public List<T> ToList()
    {
        var all = new List<T>(Count);
        foreach (var item in this) all.Add(item);
        return all;
    }

    // The first piece whose last rank is not below this one; else the last piece.
    private int PieceOf(Rank rank)
    {
        var (low, high) = (0, _pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var piece = _pieces[middle];
            if (piece.Ranks[piece.Count - 1].CompareTo(rank) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    [StructLayout(LayoutKind.Auto)]
    internal struct Enumerator(RankedList<T> list)
    {
        private int _piece;
        private int _index = -1;

        public readonly T Current => list._pieces[_piece].Items[_index];

        public bool MoveNext()
        {
            _index++;
            while (_piece < list._pieces.Count && _index >= list._pieces[_piece].Count) (_piece, _index) = (_piece + 1, 0);
            return _piece < list._pieces.Count;
        }
    }

    private sealed class Piece
    {
        public Rank[] Ranks { get; private set; } = new Rank[4];

        public T[] Items { get; private set; } = new T[4];

        public int Count { get; private set; }

        public int IndexOf(Rank rank) => Array.BinarySearch(Ranks, 0, Count, rank);

        public void Insert(Rank rank, T item)
        {
            if (Count == Ranks.Length) Grow();
            var index = ~IndexOf(rank);
            if (index < 0) throw new InvalidOperationException("two of the same rank");
            Array.Copy(Ranks, index, Ranks, index + 1, Count - index);
            Array.Copy(Items, index, Items, index + 1, Count - index);
            (Ranks[index], Items[index]) = (rank, item);
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            Array.Copy(Ranks, index + 1, Ranks, index, Count - index);
            Array.Copy(Items, index + 1, Items, index, Count - index);
            Items[Count] = null!;
        }

        public Piece Split()
        {
            var upper = new Piece { Ranks = new Rank[Most], Items = new T[Most], Count = Count / 2 };
            Count -= upper.Count;
            Array.Copy(Ranks, Count, upper.Ranks, 0, upper.Count);
            Array.Copy(Items, Count, upper.Items, 0, upper.Count);
            Array.Clear(Items, Count, upper.Count);
            return upper;
        }

        private void Grow()
        {
            var length = Math.Min(Most, Ranks.Length * 2);
            var (ranks, items) = (new Rank[length], new T[length]);
            Array.Copy(Ranks, ranks, Count);
            Array.Copy(Items, items, Count);
            (Ranks, Items) = (ranks, items);
        }
    }
}

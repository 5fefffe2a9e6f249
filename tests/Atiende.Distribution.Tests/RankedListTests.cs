using Atiende.Distribution.State;

namespace Atiende.Distribution.Tests;

public sealed class RankedListTests
{
    [Fact]
    public void It_is_a_sorted_set_that_knows_positions()
    {
        var dice = new Dice(7);
        var (list, twin) = (new RankedList<string>(), new SortedDictionary<Rank, string>());
        for (var i = 0; i < 20_000; i++)
        {
            var rank = new Rank(dice.Up(60), dice.Up(60), 0);
            if (twin.Remove(rank)) Assert.True(list.Remove(rank));
            else
            {
                Assert.False(list.Remove(rank));
                var item = $"{rank}";
                twin[rank] = item;
                list.Add(rank, item);
            }

            Assert.Equal(twin.Count, list.Count);
            Assert.Same(twin.Values.FirstOrDefault(), list.First);
            if (i % 500 != 0) continue;
            Assert.Equal(twin.Values, list.ToList());
            Assert.Equal(Enumerable.Range(0, twin.Count), twin.Keys.Select(list.Position));
        }
    }
}

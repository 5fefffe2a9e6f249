using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.State;

namespace Atiende.Distribution;

// Rules and hours that change while all goes on.
public sealed partial class Distributor
{
    private void Set(RulesSet what)
    {
        what.Rules.Check();
        Anew(() =>
        {
            _rules = what.Rules;
            foreach (var agent in _agents.Values.Where(agent => agent.Status != AgentStatus.SignedOut))
            {
                agent.Seen = _now;
                WatchLease(agent);
            }
        });
    }

    private void Set(QueueSet what)
    {
        what.Queue.Check();
        Anew(() =>
        {
            if (!_queues.TryGetValue(what.Queue.Id, out var queue))
            {
                _queues[what.Queue.Id] = new(what.Queue);
                return;
            }

            queue.Rules = what.Queue;
        });
    }

    // Everybody stands up, the change is made, everybody sits down again, and who waits is looked at again, first come first.
    private void Anew(Action change)
    {
        var agents = _agents.Values.Where(agent => agent.Status != AgentStatus.SignedOut).ToList();
        foreach (var agent in agents) Stand(agent);
        var waiting = _queues.Values.SelectMany(queue => queue.Waiting.ToList()).ToList();
        foreach (var interaction in waiting) Unwait(interaction);
        foreach (var queue in _queues.Values)
        {
            queue.Lanes.Clear();
            queue.Busy.Clear();
        }

        change();
        foreach (var agent in agents)
        {
            Sit(agent);
            List(agent);
        }

        foreach (var interaction in waiting)
        {
            interaction.HeldFor = null;
            interaction.Step = Math.Min(interaction.Step, interaction.Queue!.Rules.Ladder.Length);
            interaction.Rank = RankOf(interaction);
        }

        foreach (var interaction in waiting.OrderBy(interaction => interaction.Rank).ToList())
        {
            interaction.IsWatched = false;
            interaction.Epoch++;
            if (interaction.Queue!.Rules.Channels.Contains(interaction.Channel)) Place(interaction);
            else End(interaction, Outcome.Closed); // The queue takes this channel no more.
        }
    }

    private void Open(QueueOpened what)
    {
        if (Knows(what, what.Queue, out var queue)) queue.IsOpen = true;
    }

    private void Close(QueueClosed what)
    {
        if (!Knows(what, what.Queue, out var queue)) return;
        queue.IsOpen = false;
        if (queue.Rules.EmptiesAtClosing) Empty(queue, Outcome.Closed);
    }
}

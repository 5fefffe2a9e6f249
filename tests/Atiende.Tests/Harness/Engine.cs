using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Atiende.Tests.Harness;

/// <summary>The two databases that every store works on.</summary>
public enum Engine
{
    Sqlite,
    PostgreSql,
}

/// <summary>Runs a theory once on SQLite and once on a real PostgreSQL; the engine is its only argument.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [new TheoryDataRow<Engine>(Engine.Sqlite), new TheoryDataRow<Engine>(Engine.PostgreSql)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

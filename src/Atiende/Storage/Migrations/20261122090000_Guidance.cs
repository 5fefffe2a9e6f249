using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Runs of procedures: where they stand, their events, their effects, what is typed.</summary>
[DbContext(typeof(Db)), Migration("20261122090000_Guidance")]
public sealed class Guidance : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateRuns(migrationBuilder);
        CreateWhatARunHas(migrationBuilder);
    }

    private void CreateRuns(MigrationBuilder m)
    {
        m.CreateTable("Runs", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Document = t.Column<string>(maxLength: 60),
            Version = t.Column<string>(maxLength: 60),
            Section = t.Column<string>(maxLength: 60),
            Node = t.Column<string>(maxLength: 80),
            Status = t.Column<string>(maxLength: 40),
            Role = t.Column<string>(maxLength: 60),
            Member = t.Column<string>(maxLength: 120),
            InteractionId = t.Column<Guid>(nullable: true),
            ContactId = t.Column<Guid>(nullable: true),
            Sequence = t.Column<int>(),
            BegunAt = t.Column<DateTimeOffset>(type: Instant),
            ChangedAt = t.Column<DateTimeOffset>(type: Instant),
            Ending = t.Column<string>(maxLength: 400, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Runs", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Runs_OrganizationId_InteractionId", "Runs", ["OrganizationId", "InteractionId"]);
        m.CreateIndex("IX_Runs_OrganizationId_Status_ChangedAt", "Runs", ["OrganizationId", "Status", "ChangedAt"]);
    }

    private void CreateWhatARunHas(MigrationBuilder m)
    {
        m.CreateTable("RunEvents", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            Sequence = t.Column<int>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            ByMember = t.Column<string>(maxLength: 120),
            ByName = t.Column<string>(maxLength: 120),
            Node = t.Column<string>(maxLength: 80),
            Input = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_RunEvents", x => new { x.OrganizationId, x.RunId, x.Sequence }));

        m.CreateTable("RunEffects", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            EffectId = t.Column<string>(maxLength: 40),
            Order = t.Column<int>(),
            Node = t.Column<string>(maxLength: 80),
            Kind = t.Column<string>(maxLength: 40),
            Words = t.Column<string>(type: Json),
            Link = t.Column<string>(maxLength: 400, nullable: true),
            Problem = t.Column<string>(nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_RunEffects", x => new { x.OrganizationId, x.RunId, x.EffectId }));

        m.CreateTable("RunDrafts", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            Node = t.Column<string>(maxLength: 80),
            Typed = t.Column<string>(type: Json),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_RunDrafts", x => new { x.OrganizationId, x.RunId }));
    }
}
